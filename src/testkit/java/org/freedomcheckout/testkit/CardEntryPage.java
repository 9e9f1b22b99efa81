package org.freedomcheckout.testkit;

import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;

/** The sandbox's page for a new card, in the frame or as a page of its own. */
public final class CardEntryPage {

    private final Shopper shopper;
    private final HtmlPage page;

    CardEntryPage(Shopper shopper, HtmlPage page) {
        this.shopper = shopper;
        this.page = page;
    }

    /** Types a card and pays. */
    public CardEntryPage submit(String pan, String cvc) {
        ((HtmlInput) Elements.byId(page, "pan")).setValue(pan);
        ((HtmlInput) Elements.byId(page, "cvc")).setValue(cvc);
        Elements.click(Elements.byId(page, "pay"));
        shopper.settle();
        return new CardEntryPage(shopper, (HtmlPage) page.getEnclosingWindow().getEnclosedPage());
    }

    /** Types a card, pays, and comes back. */
    public CheckoutPage pay(String pan, String cvc) {
        submit(pan, cvc);
        return comeBack();
    }

    /** Confirms in the bank's page inside the frame, and comes back. */
    public CheckoutPage confirm() {
        Elements.click((DomElement) page.querySelector("button[value=confirm]"));
        return comeBack();
    }

    private CheckoutPage comeBack() {
        shopper.settle();
        if (!shopper.hasScript()) {
            var back = (HtmlPage) page.getEnclosingWindow().getEnclosedPage();
            Elements.click(Elements.byId(back, "continue"));
        }
        return shopper.page();
    }
}
