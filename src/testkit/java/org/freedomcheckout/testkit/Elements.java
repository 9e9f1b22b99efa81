package org.freedomcheckout.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;

/** Finds and clicks. */
final class Elements {

    private Elements() {}

    static DomElement byId(HtmlPage page, String id) {
        var element = page.getElementById(id);
        if (element == null) {
            throw new AssertionError("no #" + id + " on " + page.getUrl() + ":\n" + page.asNormalizedText());
        }
        return element;
    }

    static void click(DomElement element) {
        try {
            element.click();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
