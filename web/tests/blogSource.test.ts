import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { pastedPost, readPost, sourceOf } from "@/creative/blogSource";

const clipboard = (html: string, text: string) =>
  ({ getData: (type: string) => (type === "text/html" ? html : text) }) as DataTransfer;

test("what is pasted with its formatting keeps it, colored code does not", () => {
  expect(pastedPost(clipboard("<h1>Aurora</h1><p>is here</p>", "Aurora\nis here"))).toEqual({
    text: "Aurora\nis here",
    html: "<h1>Aurora</h1><p>is here</p>",
  });
  expect(pastedPost(clipboard("<div><span>const a = 1</span></div>", "const a = 1"))).toBeUndefined();
  expect(pastedPost(clipboard("", "# Aurora"))).toBeUndefined();
});

test("a post is sent as what it is: address, Markdown or HTML", () => {
  expect(sourceOf(" https://example.org/a ", { text: "" })).toEqual({ url: "https://example.org/a" });
  expect(sourceOf("", { text: "# Aurora" })).toEqual({ markdown: "# Aurora" });
  expect(sourceOf("", { text: "<article><p>Aurora</p></article>" })).toEqual({
    html: "<article><p>Aurora</p></article>",
  });
  expect(sourceOf("", { text: "Aurora", html: "<p>Aurora</p>" })).toEqual({ html: "<p>Aurora</p>" });
});

test("a file of Markdown is read as it is", async () => {
  expect(await readPost(new File(["# Aurora"], "aurora.md"))).toEqual({ text: "# Aurora" });
});

/** A Word file with these files inside, stored without compression. */
function zipped(files: Record<string, string>) {
  const entries: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    const field = Buffer.alloc(26);
    field.writeUInt16LE(20, 0);
    field.writeUInt32LE(crc32(bytes), 10);
    field.writeUInt32LE(bytes.length, 14);
    field.writeUInt32LE(bytes.length, 18);
    field.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([Buffer.from("PK\x03\x04"), field, Buffer.from(name), bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), field, place, Buffer.from(name)]));
    entries.push(entry);
    offset += entry.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...entries, listed, Buffer.from("PK\x05\x06"), end]);
}

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const open = "http://schemas.openxmlformats.org/package/2006";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const document = `${head}<w:document xmlns:w="${word}"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Half the waste</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The bin weighs </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>14 kg</w:t></w:r><w:r><w:t> now &amp; costs less.</w:t></w:r></w:p>
</w:body></w:document>`;
const docx = zipped({
  "[Content_Types].xml": `${head}<Types xmlns="${open}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  "_rels/.rels": `${head}<Relationships xmlns="${open}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  "word/styles.xml": `${head}<w:styles xmlns:w="${word}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
  "word/_rels/document.xml.rels": `${head}<Relationships xmlns="${open}/relationships"><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  "word/document.xml": document,
});

test("a Word file keeps its headings and bold words, and is sent as HTML", async () => {
  const post = await readPost(new File([docx], "Half the waste.DOCX"));
  expect(post.html).toBe("<h1>Half the waste</h1><p>The bin weighs <strong>14 kg</strong> now &amp; costs less.</p>");
  expect(post.text).toContain("The bin weighs 14 kg now & costs less.");
  expect(sourceOf("", post)).toEqual({ html: post.html });
});

test("a file that only says it is a Word file is refused", async () => {
  await expect(readPost(new File(["not a Word file"], "post.docx"))).rejects.toThrow();
});

test("a file is read by what it holds, whatever its name says, and refused in clear words", async () => {
  const read = (bytes: BlobPart, name: string) => readPost(new File([bytes], name));
  await expect(read("", "post.md")).rejects.toThrow("post.md is empty");
  await expect(read(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "post.md")).rejects.toThrow(
    "contains no text",
  );
  await expect(read("%PDF-1.7 text", "post.txt")).rejects.toThrow("contains no text");
  await expect(read(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), "old.doc")).rejects.toThrow("Save it as .docx");
  await expect(read("PK\u0003\u0004 not really", "post.docx")).rejects.toThrow("not a Word document");
  await expect(read(new Uint8Array(11 * 1024 * 1024), "post.md")).rejects.toThrow("larger than 10 MB");
  expect((await read("# Aurora", "aurora.png")).text).toBe("# Aurora");
  expect((await read(new Uint8Array([0x43, 0x61, 0x66, 0xe9]), "cafe.txt")).text).toBe("Café");
});
