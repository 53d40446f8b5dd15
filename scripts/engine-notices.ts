/**
 * What the database engine's file was compiled from. Its package brings neither its licence nor those of its parts, so they
 * are named here, by the sources of DuckDB 1.4 and duckdb-wasm (`LICENSE`, `third_party/`). Look again with each version.
 */

interface EnginePart {
  readonly name: string;
  readonly licence: 'MIT' | 'BSD-2-Clause' | 'BSD-3-Clause' | 'Apache-2.0' | 'PostgreSQL';
  readonly copyright: string;
}

const PARTS: readonly EnginePart[] = [
  { name: 'DuckDB', licence: 'MIT', copyright: 'Copyright 2018-2025 Stichting DuckDB Foundation' },
  { name: 'DuckDB-Wasm', licence: 'MIT', copyright: 'Copyright 2021 DuckDB WASM Contributors' },
  {
    name: 'Apache Arrow C++',
    licence: 'Apache-2.0',
    copyright: 'Copyright 2016-2024 The Apache Software Foundation',
  },
  {
    name: 'concurrentqueue',
    licence: 'BSD-2-Clause',
    copyright: 'Copyright (c) 2013-2016, Cameron Desrochers',
  },
  { name: 'cpp-httplib', licence: 'MIT', copyright: 'Copyright (c) 2017 yhirose' },
  { name: 'Emscripten', licence: 'MIT', copyright: 'Copyright (c) 2010-2014 Emscripten authors' },
  { name: 'fast_float', licence: 'MIT', copyright: 'Copyright (c) 2021 The fast_float authors' },
  { name: 'FastPFor', licence: 'Apache-2.0', copyright: 'Copyright Daniel Lemire and contributors' },
  { name: '{fmt}', licence: 'MIT', copyright: 'Copyright (c) 2012 - present, Victor Zverovich' },
  { name: 'FSST', licence: 'MIT', copyright: 'Copyright 2018-2020, CWI, TU Munich, FSU Jena' },
  { name: 'HyperLogLog', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2014, Salvatore Sanfilippo' },
  { name: 'js-sha256', licence: 'MIT', copyright: 'Copyright (c) 2014-2024 Chen, Yi-Cyuan' },
  { name: 'libpg_query', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2015, Lukas Fittl' },
  { name: 'Mbed TLS', licence: 'Apache-2.0', copyright: 'Copyright The Mbed TLS Contributors' },
  {
    name: 'miniz',
    licence: 'MIT',
    copyright:
      'Copyright 2013-2014 RAD Game Tools and Valve Software; 2010-2014 Rich Geldreich and Tenacious Software LLC',
  },
  { name: 'musl', licence: 'MIT', copyright: 'Copyright © 2005-2020 Rich Felker, et al.' },
  {
    name: 'PCG',
    licence: 'MIT',
    copyright: "Copyright (c) 2014-2017 Melissa O'Neill and PCG Project contributors",
  },
  {
    name: 'PostgreSQL',
    licence: 'PostgreSQL',
    copyright:
      'Portions Copyright (c) 1996-2017, PostgreSQL Global Development Group; Portions Copyright (c) 1994, The Regents of the University of California',
  },
  { name: 'RapidFuzz', licence: 'MIT', copyright: 'Copyright (c) 2020 Max Bachmann' },
  {
    name: 'RapidJSON',
    licence: 'MIT',
    copyright: 'Copyright (C) 2015 THL A29 Limited, a Tencent company, and Milo Yip',
  },
  { name: 'RE2', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2009 The RE2 Authors' },
  { name: 'skiplist', licence: 'MIT', copyright: 'Copyright (c) 2017-2023 Paul Ross' },
  { name: 't-digest', licence: 'Apache-2.0', copyright: 'Copyright (c) 2018 Derrick R. Burns' },
  {
    name: 'utf8proc',
    licence: 'MIT',
    copyright:
      'Copyright © 2014-2021 Steven G. Johnson, Jiahao Chen, Tony Kelman, Jonas Fonseca, and other contributors',
  },
  { name: 'wasm-feature-detect', licence: 'Apache-2.0', copyright: 'Copyright Google Inc.' },
  { name: 'yyjson', licence: 'MIT', copyright: 'Copyright (c) 2020 YaoYuan' },
  {
    name: 'Zstandard',
    licence: 'BSD-3-Clause',
    copyright: 'Copyright (c) Meta Platforms, Inc. and affiliates',
  },
];

const AS_IS = (who: string): string =>
  `THIS SOFTWARE IS PROVIDED BY ${who} "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL ${who.replace('AND CONTRIBUTORS', 'OR CONTRIBUTORS')} BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

const BSD_2 = `Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met:

- Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
- Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided with the distribution.`;

export const MIT_TEXT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Apache-2.0 is left to the packages under it that bring its text themselves. */
const TEXTS: Readonly<Record<Exclude<EnginePart['licence'], 'Apache-2.0'>, string>> = {
  MIT: MIT_TEXT,
  'BSD-2-Clause': `${BSD_2}\n\n${AS_IS('THE COPYRIGHT HOLDERS AND CONTRIBUTORS')}`,
  'BSD-3-Clause': `${BSD_2}
- Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products derived from this software without specific prior written permission.

${AS_IS('THE COPYRIGHT HOLDERS AND CONTRIBUTORS')}`,
  PostgreSQL: `Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee, and without a written agreement is hereby granted, provided that the above copyright notice and this paragraph and the following two paragraphs appear in all copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN "AS IS" BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.`,
};

/** Stands in place of the licence file that the engine's package lacks. */
export function engineNotices(): string {
  const lines = PARTS.map(({ name, licence, copyright }) => `${name} (${licence}): ${copyright}`);
  const texts = Object.entries(TEXTS).map(([name, text]) => `${name}\n\n${text}`);
  return [
    'The engine was compiled from these. The text of Apache-2.0 stands under apache-arrow; the others follow.',
    lines.join('\n'),
    ...texts,
  ].join('\n\n');
}
