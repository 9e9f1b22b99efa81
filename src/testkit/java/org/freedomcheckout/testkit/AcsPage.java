package org.freedomcheckout.testkit;

import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;

/** The sandbox bank's page. */
public final class AcsPage {

    private final Shopper shopper;
    private final HtmlPage page;

    AcsPage(Shopper shopper, HtmlPage page) {
        this.shopper = shopper;
        this.page = page;
    }

    /** What can be read on it. */
    public String text() {
        return page.asNormalizedText();
    }

    /** Where the bank was told to send the shopper back. */
    public String termUrl() {
        return ((HtmlInput) page.querySelector("input[name=TermUrl]")).getValue();
    }

    public CheckoutPage confirm() {
        return choose("confirm");
    }

    public CheckoutPage wrongCode() {
        return choose("wrong");
    }

    /** Comes back without an answer. */
    public CheckoutPage cancel() {
        return choose("cancel");
    }

    /** Never comes back. */
    public void closeTab() {
        press("close");
    }

    private CheckoutPage choose(String choice) {
        press(choice);
        var goBack = shopper.top().getElementById("go-back");
        if (!shopper.hasScript() && goBack != null) {
            Elements.click(goBack);
        }
        return shopper.page();
    }

    private void press(String choice) {
        var button = (DomElement) page.querySelector("button[value=" + choice + "]");
        if (button == null) {
            throw new AssertionError("no bank's page: " + page.getUrl() + "\n" + page.asNormalizedText());
        }
        Elements.click(button);
        shopper.settle();
    }
}
