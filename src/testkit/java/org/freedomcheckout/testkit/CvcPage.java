package org.freedomcheckout.testkit;

import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;

/** The sandbox's CVC page, in the frame or as a page of its own. */
public final class CvcPage {

    private final Shopper shopper;
    private final HtmlPage page;

    CvcPage(Shopper shopper, HtmlPage page) {
        this.shopper = shopper;
        this.page = page;
    }

    /** Types a CVC, pays, and comes back. */
    public CheckoutPage pay(String cvc) {
        submit(cvc);
        return comeBack();
    }

    /** Types a CVC and presses "pay". */
    public CvcPage submit(String cvc) {
        ((HtmlInput) Elements.byId(page, "cvc")).setValue(cvc);
        Elements.click(Elements.byId(page, "pay"));
        shopper.settle();
        return new CvcPage(shopper, (HtmlPage) page.getEnclosingWindow().getEnclosedPage());
    }

    /** Confirms in the bank's page inside the frame, and comes back. */
    public CheckoutPage confirm() {
        Elements.click((DomElement) page.querySelector("button[value=confirm]"));
        return comeBack();
    }

    /** Out of the frame: by script, or by the link of our page. */
    private CheckoutPage comeBack() {
        shopper.settle();
        if (!shopper.hasScript()) {
            var back = (HtmlPage) page.getEnclosingWindow().getEnclosedPage();
            Elements.click(Elements.byId(back, "continue"));
        }
        return shopper.page();
    }
}
