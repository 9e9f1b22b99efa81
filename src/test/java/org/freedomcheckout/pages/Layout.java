package org.freedomcheckout.pages;

import com.microsoft.playwright.Page;
import java.util.List;

/** Whether anything of a page sticks out, however long an order's name is. */
final class Layout {

    private static final String STICKING_OUT = """
            () => {
              document.querySelectorAll('details').forEach(details => { details.open = true; });
              document.querySelectorAll('main [hidden]').forEach(element => { element.hidden = false; });
              const wide = document.documentElement.clientWidth;
              return [...document.querySelectorAll('body *')]
                .filter(element => element.checkVisibility() && !element.closest('.unseen, iframe'))
                .filter(element => {
                  const box = element.getBoundingClientRect();
                  return box.right > wide + 0.5 || box.left < -0.5
                    || (element.matches('.button, .link, summary, .languages') && element.scrollHeight > element.clientHeight + 2);
                })
                .map(element => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 40));
            }
            """;

    private Layout() {}

    /** What sticks out of an open page on the narrowest phone; nothing is hidden after it. */
    static List<String> stickingOut(Page page) {
        page.setViewportSize(320, 640);
        return find(page);
    }

    /** The same on a wider phone with text twice as large, which stays so. */
    static List<String> stickingOutTwiceAsLarge(Page page) {
        page.setViewportSize(360, 640);
        page.evaluate("document.documentElement.style.fontSize = '200%'");
        return find(page).stream()
                .map(element -> "text twice as large: " + element)
                .toList();
    }

    private static List<String> find(Page page) {
        return ((List<?>) page.evaluate(STICKING_OUT))
                .stream().map(String::valueOf).toList();
    }
}
