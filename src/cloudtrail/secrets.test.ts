import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '#lib/json.ts';
import { hiddenText, isSecretKey, maskSecrets } from './secrets.ts';

describe('isSecretKey', () => {
  it.each([
    'sessionToken',
    'SessionToken',
    'secretAccessKey',
    'x-amz-security-token',
    'AWS_SECRET_ACCESS_KEY',
    'password',
    'masterUserPassword',
    'secretString',
    'Plaintext',
    'privateKeyPlaintext',
    'keyMaterial',
    'webIdentityToken',
    'sAMLAssertion',
    'clientSecret',
  ])('%s', (key) => {
    expect(isSecretKey(key)).toBe(true);
  });

  it.each([
    'accessKeyId',
    'nextToken',
    'clientToken',
    'clientRequestToken',
    'passwordResetRequired',
    'secretId',
    'SecretARN',
    'keyId',
    'constructor',
    '',
  ])('not %s', (key) => {
    expect(isSecretKey(key)).toBe(false);
  });
});

describe('maskSecrets', () => {
  it('hides the token of an answer of STS and keeps every other character', () => {
    const written = '{ "credentials":{"accessKeyId":"ASIA1" , "sessionToken":"IQoJb3JpZ2lu"},"a":1.0 }';
    expect(maskSecrets(written)).toBe(
      '{ "credentials":{"accessKeyId":"ASIA1" , "sessionToken":"hidden, 12 characters"},"a":1.0 }',
    );
  });

  it.each([
    ['a number', '{"password":1234}', '{"password":"hidden, 4 characters"}'],
    [
      'a list',
      '{"secretBinary":[17,"ab"]}',
      '{"secretBinary":["hidden, 2 characters","hidden, 2 characters"]}',
    ],
    ['a name written with an escape', '{"passw\\u006frd":"x"}', '{"passw\\u006frd":"hidden, 1 character"}'],
    [
      'name and value apart',
      '[{"value":"hunter2","name":"DB_PASSWORD"},{"name":"PORT","value":"80"}]',
      '[{"value":"hidden, 7 characters","name":"DB_PASSWORD"},{"name":"PORT","value":"80"}]',
    ],
    [
      'JSON inside of a string',
      '{"body":"{\\"password\\":\\"x\\",\\"a\\":2}"}',
      '{"body":"{\\"password\\":\\"hidden, 1 character\\",\\"a\\":2}"}',
    ],
    ['what is cut off', '{"sessionToken":"IQoJb3', '{"sessionToken":"hidden, 6 characters"'],
    [
      'a private key under any name',
      '{"data":"-----BEGIN RSA PRIVATE KEY-----\\nMIIE"}',
      '{"data":"hidden, 36 characters"}',
    ],
  ])('hides %s', (_, written, expected) => {
    expect(maskSecrets(written)).toBe(expected);
  });

  it.each([
    '{"masterUserPassword":"****"}',
    '{"value":"HIDDEN_DUE_TO_SECURITY_REASONS","name":"/db/password"}',
    '{"tokenValue":"Value hidden due to security reasons."}',
    '{"keyMaterial":"<sensitiveDataRemoved>"}',
    '{"secret":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"}',
    '{"password":null,"passwordResetRequired":false,"plaintext":true}',
    '{"a":"password","b":["sessionToken"]}',
    '{"nextToken":"AAIAAW"}',
  ])('leaves %s', (written) => {
    expect(maskSecrets(written)).toBe(written);
  });

  it('changes nothing else in any JSON, and nothing of its shape', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string(), (value, token) => {
        const written = JSON.stringify({ value, response: { sessionToken: `+${token}` } }, null, 1);
        const back: unknown = parseJson(maskSecrets(written));
        expect(back).toEqual({
          value: parseJson(maskSecrets(JSON.stringify(value))),
          response: { sessionToken: hiddenText(token.length + 1) },
        });
      }),
    );
  });

  it('bears anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof maskSecrets(text)).toBe('string');
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', ':', ',', 'a', '[', '1') }),
        (text) => {
          expect(typeof maskSecrets(text)).toBe('string');
        },
      ),
    );
  });

  it('is linear in hostile texts', { retry: 3 }, () => {
    const start = performance.now();
    for (const piece of ['"\\', '{"password":', '[{', '"a":"\\"', '"{\\"a\\":'])
      maskSecrets(piece.repeat(200_000));
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('knows every secret name, however it is written', () => {
    const names =
      'sessionToken SecretString aws_secret_access_key x-amz-security-token PASSWD passPhrase Plaintext private.key KeyMaterial SAMLAssertion X-Amz-Signature secretHash idToken'.split(
        ' ',
      );
    const odd = fc.constantFrom('', '-', '_', ' ', '\u017f', '.', '\u0301');
    const letter = (plain: string): fc.Arbitrary<string> =>
      fc.constantFrom(
        plain,
        plain.toUpperCase(),
        plain.toLowerCase(),
        ...(/k/i.test(plain) ? ['\u212a'] : []),
        ...(/i/i.test(plain) ? ['\u0130'] : []),
        ...(/[a-z]/i.test(plain) ? [`\\u${plain.charCodeAt(0).toString(16).padStart(4, '0')}`] : []),
      );
    const written = fc
      .constantFrom(...names)
      .chain((name) =>
        fc.tuple(...Array.from(name, (plain) => fc.tuple(letter(plain), odd).map((pair) => pair.join('')))),
      )
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(written, (name) => {
        const key = JSON.parse(`"${name}"`);
        expect(isSecretKey(key)).toBe(true);
        expect(maskSecrets(`{"${name}":"not for all"}`)).not.toContain('not for all');
        const inside = JSON.stringify({ body: `{"${name}":"not for all"}` });
        expect(maskSecrets(inside)).not.toContain('not for all');
      }),
      { numRuns: 2_000 },
    );
    expect(maskSecrets('{"a":"-----BEGIN RSA PRIVATE KEY-----"}')).toContain('hidden');
    expect(maskSecrets('{"a":"https://x/?X-Amz-Signature=1"}')).toContain('hidden');
  });
});
