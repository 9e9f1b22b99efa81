package org.freedomcheckout.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;

/** A shopper at a browser (HtmlUnit), with or without JavaScript. */
public final class Shopper implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final WebClient browser = new WebClient(BrowserVersion.CHROME);
    private final boolean script;

    private Shopper(boolean script) {
        this.script = script;
        var options = browser.getOptions();
        options.setJavaScriptEnabled(script);
        options.setCssEnabled(false);
        options.setThrowExceptionOnFailingStatusCode(false);
        // A page of ours goes on by itself after a while; tests go on by its links.
        browser.setRefreshHandler((_, _, _) -> {});
    }

    public static Shopper withScript() {
        return new Shopper(true);
    }

    public static Shopper withoutScript() {
        return new Shopper(false);
    }

    boolean hasScript() {
        return script;
    }

    /** Opens an address in the tab, and lets scripts come to rest. */
    public CheckoutPage open(String url) {
        try {
            browser.getPage(new WebRequest(URI.create(url).toURL()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page();
    }

    /** Reloads what the tab shows; a POST would be posted again. */
    public CheckoutPage reload() {
        try {
            ((HtmlPage) browser.getCurrentWindow().getTopWindow().getEnclosedPage()).refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page();
    }

    /** Presses Back. */
    public CheckoutPage back() {
        try {
            browser.getCurrentWindow().getTopWindow().getHistory().back();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page();
    }

    /** What the tab shows now. */
    public CheckoutPage page() {
        settle();
        return new CheckoutPage(this, top());
    }

    /** The same tab seen as the bank's page. */
    public AcsPage bank() {
        settle();
        return new AcsPage(this, top());
    }

    HtmlPage top() {
        return (HtmlPage) browser.getCurrentWindow().getTopWindow().getEnclosedPage();
    }

    void settle() {
        if (script) {
            browser.waitForBackgroundJavaScriptStartingBefore(400, PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
