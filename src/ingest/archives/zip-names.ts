/** Names in a zip archive are UTF-8 where it says so; without that, UTF-8 all the same or the code page of old DOS. */

const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

export function zipName(bytes: Uint8Array, saysUtf8: boolean): string {
  try {
    return strict.decode(bytes);
  } catch {
    return saysUtf8 ? lenient.decode(bytes) : Array.from(bytes, cp437).join('');
  }
}

const cp437 = (byte: number): string =>
  byte < 0x80 ? String.fromCharCode(byte) : (CP437.at(byte - 0x80) ?? '?');
