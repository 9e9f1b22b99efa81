package org.freedomcheckout.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.FrameWindow;
import org.htmlunit.html.HtmlPage;

/** Any page of the checkout's own. */
public final class CheckoutPage {

    private final Shopper shopper;
    private final HtmlPage page;

    CheckoutPage(Shopper shopper, HtmlPage page) {
        this.shopper = shopper;
        this.page = page;
    }

    /** Which page it is, such as {@code pay-card}, {@code processing}, {@code paid}; its address if it is not ours. */
    public String name() {
        var main = page.querySelector("main[data-page]");
        return main == null
                ? page.getUrl().toString()
                : main.getAttributes().getNamedItem("data-page").getNodeValue();
    }

    /** What can be read on it. */
    public String text() {
        return page.asNormalizedText();
    }

    public String address() {
        return page.getUrl().toString();
    }

    /** The CVC page in the frame; goes through the hand-over by its button where there is no script. */
    public CvcPage cvc() {
        shopper.settle();
        var window = page.getFrames().getFirst();
        if (!shopper.hasScript()) {
            var handOver = Eventually.look(() -> handOver(window), shown -> shown.getElementById("continue") != null);
            Elements.click(Elements.byId(handOver, "continue"));
        }
        return new CvcPage(shopper, (HtmlPage) window.getEnclosedPage());
    }

    /** What a frame shows; reloaded, as it says itself, while the payment is being prepared. */
    private static HtmlPage handOver(FrameWindow window) {
        var shown = (HtmlPage) window.getEnclosedPage();
        if (shown.getElementById("continue") != null) {
            return shown;
        }
        try {
            return (HtmlPage) shown.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Freedom Pay's page for a new card, in the frame. */
    public CardEntryPage newCard() {
        shopper.settle();
        return new CardEntryPage(shopper, (HtmlPage) page.getFrames().getFirst().getEnclosedPage());
    }

    /** The cards among which the shopper can choose, as they are shown. */
    public List<String> cards() {
        return page.querySelectorAll("button[name=card]").stream()
                .map(DomNode::asNormalizedText)
                .toList();
    }

    /** Chooses the card whose text begins so. */
    public CheckoutPage choose(String text) {
        for (var button : page.querySelectorAll("button[name=card], button[name=new_card]")) {
            if (button.asNormalizedText().startsWith(text)) {
                Elements.click((DomElement) button);
                return shopper.page();
            }
        }
        throw new AssertionError("there is no choice " + text + " in " + text());
    }

    /** Wants to pay with something else. */
    public CheckoutPage somethingElse() {
        Elements.click(Elements.byId(page, "something-else"));
        return shopper.page();
    }

    /** Goes on by the page's main button or link; without script through the hand-over as well. */
    public AcsPage toBank() {
        if (name().equals("pay-challenge")) {
            Elements.click(Elements.byId(page, "continue"));
            shopper.settle();
        }
        if (!shopper.hasScript()) {
            Elements.click(Elements.byId(shopper.top(), "continue"));
        }
        return shopper.bank();
    }

    /** Presses "Try again". */
    public CheckoutPage tryAgain() {
        Elements.click(Elements.byId(page, "try-again"));
        return shopper.page();
    }

    /** Looks again until the page is another one, as a waiting shopper does. */
    public CheckoutPage until(String name) {
        return Eventually.look(
                () -> shopper.page().name().equals(name) ? shopper.page() : shopper.reload(),
                page -> page.name().equals(name));
    }
}
