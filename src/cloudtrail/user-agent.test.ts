import { describe, expect, it } from 'vitest';
import { textOf } from '#lib/json.ts';
import { hasRealData, realRecords } from './testing/real-data.ts';
import { OTHER_FAMILY, userAgentFamily } from './user-agent.ts';

it.each([
  ['console.amazonaws.com', 'Console'],
  ['console.ec2.amazonaws.com', 'Console'],
  ['signin.amazonaws.com', 'Console'],
  ['AWSConsole', 'Console'],
  ['AWS CloudWatch Console', 'Console'],
  ['RDS Console, aws-internal/3 aws-sdk-java/1.11.975', 'Console'],
  ['EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.11.1030', 'Console'],
  ['[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]', 'S3 console'],
  ['[S3Console/0.4]', 'S3 console'],
  ['[AWS Console S3, aws-internal/3 aws-sdk-java/1.11.1030]', 'S3 console'],
  ['cloudtrail.amazonaws.com', 'AWS service'],
  ['streams.metrics.cloudwatch.amazonaws.com', 'AWS service'],
  ['ec2.amazonaws.com.cn', 'AWS service'],
  ['cloudformation.amazonaws.com', 'CloudFormation'],
  ['AWS Internal', 'AWS Internal'],
  ['aws-internal/3', 'AWS Internal'],
  ['AWSCloudTrail, aws-internal/3 aws-sdk-java/1.11.991', 'AWS Internal'],
  ['aws-cli/1.10.32 Python/2.7.9 Windows/7 botocore/1.4.22', 'AWS CLI v1'],
  ['[aws-cli/2.15.30 Python/3.11.8 command/s3.sync]', 'AWS CLI v2'],
  ['aws-cli/2.13.5 Python/3.11.4 exec-env/CloudShell exe/x86_64.amzn.2', 'CloudShell'],
  ['Boto3/1.40.36 md/Botocore#1.40.36 ua/2.1 os/linux#5.10.240', 'Boto3'],
  ['[Boto3/1.17.112 Python/3.6.8 Botocore/1.20.112]', 'Boto3'],
  ['Botocore/1.20.112', 'Botocore'],
  ['aws-sdk-java/2.33.4 md/io#sync', 'SDK for Java'],
  ['aws-sdk-nodejs/3.888.0 exec-env/AWS_Lambda_nodejs22.x', 'SDK for JavaScript'],
  ['aws-sdk-js/3.888.0 ua/2.1 api/cloudformation#3.888.0', 'SDK for JavaScript'],
  ['aws-sdk-go/1.40.21 (go1.17; linux; amd64)', 'SDK for Go'],
  ['aws-sdk-go-v2/1.18.0 os/linux', 'SDK for Go'],
  ['aws-sdk-go/1.55.5 (go1.23.8; linux; amd64) amazon-ssm-agent/3.3.2746.0', 'SSM agent'],
  ['Amazon ECS Agent - v1.98.0 (+http://aws.amazon.com/ecs/)', 'ECS agent'],
  ['kubernetes/v1.28.1 aws-sdk-go/1.44.0', 'Kubernetes'],
  ['aws-actions/configure-aws-credentials@v5 aws-sdk-js/3.888.0', 'GitHub Actions'],
  ['APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) aws-sdk-go/1.44', 'Terraform'],
  ['APN/1.0 HashiCorp/1.0 Terraform/1.1.2 aws-sdk-go/1.44 stratus-red-team_018e', 'Stratus Red Team'],
  ['[S3 Browser/10.9.9 (https://s3browser.com)]', 'S3 Browser'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Browser'],
  ['[Mozilla/5.0 (Macintosh) Chrome/131.0.0.0 Safari/537.36]', 'Browser'],
  ['Mozilla/5.0 (…) my-console', 'Browser'],
  ['python-requests/2.28.0', 'HTTP client'],
  ['custom/1.0', OTHER_FAMILY],
  ['', OTHER_FAMILY],
])('%s is of the family %s', (agent, family) => {
  expect(userAgentFamily(agent)).toBe(family);
});

it('has no family without an agent', () => {
  expect(userAgentFamily(null)).toBeNull();
});

it('answers at once for whatever a caller wrote', { retry: 3 }, () => {
  const hostile = [
    'Console '.repeat(100_000),
    'a'.repeat(1_000_000),
    'a.'.repeat(500_000),
    '[ '.repeat(500_000),
  ];
  const start = performance.now();
  for (const agent of hostile) expect(userAgentFamily(agent)).not.toBeNull();
  expect(performance.now() - start).toBeLessThan(200);
});

describe.skipIf(!hasRealData)('over public logs', () => {
  it('knows the family of nearly every call', () => {
    const families = new Map<string | null, number>();
    let agents = 0;
    for (const record of realRecords()) {
      const agent =
        typeof record === 'object' && record !== null && 'userAgent' in record ? record.userAgent : null;
      const family = userAgentFamily(textOf(agent));
      families.set(family, (families.get(family) ?? 0) + 1);
      if (family !== null) agents++;
    }
    expect(families.get(OTHER_FAMILY) ?? 0).toBeLessThan(agents * 0.02);
    expect([...families.keys()]).toEqual(
      expect.arrayContaining(['AWS service', 'AWS CLI v2', 'Terraform', 'Console', 'S3 console', 'Boto3']),
    );
  });
});
