/**
 * What the database engine's file was compiled from. Its package brings neither its licence nor those of its parts, so they
 * are named here, for DuckDB 1.4 and duckdb-wasm. Look again with each version.
 *
 * Compared with the licence or the heads of the published sources: all but those marked `unseen`. Of miniz, PCG and t-digest
 * only heads of files were seen; the year of RE2 and the notice of Arrow are those of other versions than the one built in. The
 * engine's file holds the names of its functions: the test reads them and misses no part of DuckDB that has a namespace.
 */

interface EnginePart {
  readonly name: string;
  readonly licence:
    'MIT' | 'BSD-2-Clause' | 'BSD-3-Clause' | 'Apache-2.0' | 'PostgreSQL' | 'Unicode' | 'Zlib' | 'BSL-1.0';
  readonly copyright: string;
  /** The text was not to be had when the others were compared; it is as its project is known to state it. */
  readonly unseen?: true;
}

const PARTS: readonly EnginePart[] = [
  { name: 'DuckDB', licence: 'MIT', copyright: 'Copyright 2018-2025 Stichting DuckDB Foundation' },
  {
    name: 'DuckDB-Wasm',
    licence: 'MIT',
    copyright:
      'Copyright 2021 DuckDB WASM Contributors (see https://github.com/duckdb/duckdb-wasm/graphs/contributors)',
  },
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
  { name: 'cpp-httplib', licence: 'MIT', copyright: 'Copyright (c) 2017 yhirose', unseen: true },
  {
    name: 'Emscripten',
    licence: 'MIT',
    copyright: 'Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file',
  },
  {
    name: 'fast_float',
    licence: 'MIT',
    copyright: 'Copyright (c) 2021 The fast_float authors',
    unseen: true,
  },
  {
    name: 'FastPFor',
    licence: 'Apache-2.0',
    copyright: 'Copyright Daniel Lemire and contributors',
    unseen: true,
  },
  {
    name: '{fmt}',
    licence: 'MIT',
    copyright: 'Copyright (c) 2012 - present, Victor Zverovich and {fmt} contributors',
  },
  { name: 'FSST', licence: 'MIT', copyright: 'Copyright 2018-2020, CWI, TU Munich, FSU Jena' },
  {
    name: 'HyperLogLog (of Redis)',
    licence: 'BSD-3-Clause',
    copyright: 'Copyright (c) 2014, Salvatore Sanfilippo',
  },
  { name: 'HyperLogLog', licence: 'MIT', copyright: 'Copyright (c) 2013 Hideaki Ohno' },
  { name: 'jaro_winkler', licence: 'MIT', copyright: 'Copyright © 2022 Max Bachmann' },
  { name: 'js-sha256', licence: 'MIT', copyright: 'Copyright Chen, Yi-Cyuan 2014-2025' },
  { name: 'libpg_query', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2015, Lukas Fittl' },
  { name: 'Mbed TLS', licence: 'Apache-2.0', copyright: 'Copyright The Mbed TLS Contributors', unseen: true },
  {
    name: 'miniz',
    licence: 'MIT',
    copyright:
      'Copyright 2013-2014 RAD Game Tools and Valve Software; 2010-2014 Rich Geldreich and Tenacious Software LLC',
  },
  { name: 'musl', licence: 'MIT', copyright: 'Copyright © 2005-2020 Rich Felker, et al.', unseen: true },
  {
    name: 'nanoarrow',
    licence: 'Apache-2.0',
    copyright: 'Copyright The Apache Software Foundation',
    unseen: true,
  },
  { name: 'pdqsort', licence: 'Zlib', copyright: 'Copyright (c) 2021 Orson Peters; altered by DuckDB' },
  { name: 'ska_sort', licence: 'BSL-1.0', copyright: 'Copyright Malte Skarupke 2016' },
  { name: 'vergesort', licence: 'MIT', copyright: 'Copyright (c) 2015 Morwenn' },
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
    unseen: true,
  },
  {
    name: 'RapidJSON',
    licence: 'MIT',
    copyright: 'Copyright (C) 2015 THL A29 Limited, a Tencent company, and Milo Yip',
  },
  { name: 'RE2', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2009 The RE2 Authors' },
  { name: 'skiplist', licence: 'MIT', copyright: 'Copyright (c) 2017-2023 Paul Ross' },
  {
    name: 't-digest',
    licence: 'Apache-2.0',
    copyright: 'Licensed to Derrick R. Burns under one or more contributor license agreements',
  },
  {
    name: 'utf8proc',
    licence: 'MIT',
    copyright:
      'Copyright © 2014-2019 by Steven G. Johnson, Jiahao Chen, Tony Kelman, Jonas Fonseca, and other contributors listed in the git history; Copyright (c) 2009, 2013 Public Software Group e. V., Berlin, Germany',
  },
  {
    name: 'Unicode data in utf8proc',
    licence: 'Unicode',
    copyright:
      'Copyright (c) 1991-2007 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in http://www.unicode.org/copyright.html. Modified: made into tables by utf8proc',
  },
  { name: 'wasm-feature-detect', licence: 'Apache-2.0', copyright: 'Copyright Google Inc.', unseen: true },
  { name: 'yyjson', licence: 'MIT', copyright: 'Copyright (c) 2020 YaoYuan' },
  {
    name: 'Zstandard',
    licence: 'BSD-3-Clause',
    copyright: 'Copyright (c) 2016-2022, Meta Platforms, Inc. and affiliates',
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
- Neither the name of the copyright holder (of libpg_query: pg_query; of HyperLogLog: Redis; of RE2: Google Inc.; of Zstandard: Facebook) nor the names of its contributors may be used to endorse or promote products derived from this software without specific prior written permission.

${AS_IS('THE COPYRIGHT HOLDERS AND CONTRIBUTORS')}`,
  PostgreSQL: `Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee, and without a written agreement is hereby granted, provided that the above copyright notice and this paragraph and the following two paragraphs appear in all copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN "AS IS" BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.`,
  Zlib: `This software is provided 'as-is', without any express or implied warranty. In no event will the authors be held liable for any damages arising from the use of this software.

Permission is granted to anyone to use this software for any purpose, including commercial applications, and to alter it and redistribute it freely, subject to the following restrictions:

1. The origin of this software must not be misrepresented; you must not claim that you wrote the original software. If you use this software in a product, an acknowledgment in the product documentation would be appreciated but is not required.

2. Altered source versions must be plainly marked as such, and must not be misrepresented as being the original software.

3. This notice may not be removed or altered from any source distribution.`,
  'BSL-1.0': `Boost Software License - Version 1.0 - August 17th, 2003

Permission is hereby granted, free of charge, to any person or organization obtaining a copy of the software and accompanying documentation covered by this license (the "Software") to use, reproduce, display, distribute, execute, and transmit the Software, and to prepare derivative works of the Software, and to permit third-parties to whom the Software is furnished to do so, all subject to the following:

The copyright notices in the Software and this entire statement, including the above license grant, this restriction and the following disclaimer, must be included in all copies of the Software, in whole or in part, and all derivative works of the Software, unless such copies or derivative works are solely in the form of machine-executable object code generated by a source language processor.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE, TITLE AND NON-INFRINGEMENT. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR ANYONE DISTRIBUTING THE SOFTWARE BE LIABLE FOR ANY DAMAGES OR OTHER LIABILITY, WHETHER IN CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  Unicode: `Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data files and any associated documentation (the "Data Files") or Unicode software and any associated documentation (the "Software") to deal in the Data Files or Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom the Data Files or Software are furnished to do so, provided that (a) the above copyright notice(s) and this permission notice appear with all copies of the Data Files or Software, (b) both the above copyright notice(s) and this permission notice appear in associated documentation, and (c) there is clear notice in each modified Data File or in the Software as well as in the documentation associated with the Data File(s) or Software that the data or software has been modified.

THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA FILES OR SOFTWARE.

Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise to promote the sale, use or other dealings in these Data Files or Software without prior written authorization of the copyright holder.`,
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
