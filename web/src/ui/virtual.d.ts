/** Emoji, name and other words; the build makes it of emojibase-data. */
declare module "virtual:emoji" {
  const data: [emoji: string, name: string, words: string][];
  export default data;
}
