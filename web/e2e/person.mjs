/** Who uses a page: with a mouse, by touch, or by keys alone. Counts what acts (`acts`) and the keys that only move (`moves`). */
export function person(page, mode) {
  return mode === "keyboard" ? byKeys(page) : byPointer(page, mode === "phone");
}

function byPointer(page, touch) {
  const does = {
    acts: 0,
    moves: 0,
    async press(target) {
      does.acts += 1;
      await (touch ? target.first().tap() : target.first().click());
    },
    /** A field is clicked once, unless it already has the focus. */
    async type(field, text) {
      const there = await field.evaluate((element) => element === document.activeElement);
      if (!there) await does.press(field);
      await page.keyboard.type(text);
    },
    submit: (button) => does.press(button),
  };
  return does;
}

const mostMoves = 150;

function byKeys(page) {
  const does = {
    acts: 0,
    moves: 0,
    /** Enter on the target, or a shortcut of the page. */
    async press(target, shortcut) {
      if (!shortcut) await reach(target.first());
      does.acts += 1;
      await page.keyboard.press(shortcut ?? "Enter");
    },
    async type(field, text) {
      await reach(field);
      await page.keyboard.type(text);
    },
    /** Enter in the last field sends its form. */
    async submit() {
      does.acts += 1;
      await page.keyboard.press("Enter");
    },
  };

  async function reach(target) {
    await target.waitFor();
    for (let moves = 0; moves < mostMoves; moves++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      does.moves += 1;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${mostMoves} times Tab did not reach ${target}`);
  }

  return does;
}
