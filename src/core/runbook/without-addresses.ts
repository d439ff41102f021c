/**
 * A text without what only says where something is: URLs, domain names, paths, files, mail
 * addresses, people and issues. Their words are names: `https` in a link is no certificate.
 */
export function withoutAddresses(text: string): string {
  const plain = text.normalize("NFKC").replace(url, " ");
  // Token by token, each tried from its beginning, so that no text takes long.
  return plain
    .split(/([\s()[\]<>"'`,;|]+)/)
    .filter((token) => !isAddress(token.replace(/[.:!?]+$/, "")))
    .join("");
}

const url = /\b[a-z][a-z\d+.-]{0,15}:\/\/[^\s<>"'`|)\]]*/gi;

function isAddress(token: string): boolean {
  return forms.some((form) => form.test(token));
}

/** Small letters only: `Slow.It` is the end of a sentence and the beginning of the next. */
const topLevel =
  "com|org|net|edu|gov|info|biz|app|dev|cloud|shop|store|online|site|tech|example|test|local|" +
  "localhost|internal|[a-z]{2}";
const ending =
  "pdf|docx?|xlsx?|pptx?|csv|png|jpe?g|gif|svg|webp|mp[34]|zip|gz|json|ya?ml|toml|xml|html?|css|" +
  "[cm]?[jt]sx?|java|sql|log|txt|conf|ini|env|md|py|rb|go|rs|sh";

const forms: readonly RegExp[] = [
  /^~?\.{0,2}\/[\w.~%-]/,
  /^@[\w-]/,
  /^[\w.+-]+@[\w-]+\.[\w.-]+$/,
  /^[\w.-]+\/[\w.-]+#\d+$/,
  new RegExp(`^(?:[\\w*-]+\\.)+(?:${topLevel})(?::\\d+)?(?:/.*)?$`),
  new RegExp(`^(?:[\\w.@-]+/)*[\\w-][\\w.-]*\\.(?:${ending})(?::\\d+)*$`),
];
