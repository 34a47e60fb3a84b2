/** What stands between the code fences of a page. */
export const CODE = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;

/** The links of a page to other files and to its own headings, as they are written. */
export function relativeLinks(page: string): string[] {
  return [...page.replace(CODE, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target));
}
