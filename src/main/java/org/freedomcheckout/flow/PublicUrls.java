package org.freedomcheckout.flow;

import java.net.URI;
import java.util.Locale;
import org.freedomcheckout.checkout.PayToken;
import org.freedomcheckout.checkout.ReturnToken;

/**
 * Our addresses as the outside sees them; made from the public URL in the settings alone, never from a request.
 *
 * <p>The last parts of those that Freedom Pay calls ({@code result}, {@code check}, {@code card}, {@code success},
 * {@code failure})
 * are the script names it signs with, so they differ from each other and from every script that we call.
 */
public final class PublicUrls {

    private final String base;

    /** Begins every address; absolute, without a query. */
    public PublicUrls(URI publicUrl) {
        var text = publicUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Scheme, host and port, as a browser's {@code Origin} header says it. */
    public String origin() {
        return originOf(URI.create(base));
    }

    /** An absolute address's scheme, host and port, in the one way to spell them. */
    public static String originOf(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var isUsual = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + url.getPort());
    }

    /** Whether an absolute address is on our host and port, however it is spelled. */
    public boolean isOnOurHost(URI url) {
        return originOf(url).equals(origin());
    }

    /** Whether an absolute address is one of ours; a shop may have the same host if the public URL has a path. */
    public boolean isOurs(URI url) {
        var begin = URI.create(base).getRawPath() + "/";
        return isOnOurHost(url) && (url.normalize().getRawPath() + "/").startsWith(begin);
    }

    public URI pay(PayToken token) {
        return URI.create(base + "/pay/" + token.reveal());
    }

    public URI cvc(PayToken token) {
        return URI.create(pay(token) + "/cvc");
    }

    public URI cvcRelay(PayToken token) {
        return URI.create(pay(token) + "/cvc/relay");
    }

    public URI challenge(PayToken token) {
        return URI.create(pay(token) + "/challenge");
    }

    public URI status(PayToken token) {
        return URI.create(pay(token) + "/status");
    }

    public URI events(PayToken token) {
        return URI.create(pay(token) + "/events");
    }

    /** The {@code TermUrl}. */
    public URI acs(ReturnToken token) {
        return URI.create(base + "/acs/" + token.reveal());
    }

    public URI success(ReturnToken token) {
        return URI.create(base + "/return/" + token.reveal() + "/success");
    }

    public URI failure(ReturnToken token) {
        return URI.create(base + "/return/" + token.reveal() + "/failure");
    }

    public URI result() {
        return URI.create(base + "/callbacks/freedompay/result");
    }

    public URI check() {
        return URI.create(base + "/callbacks/freedompay/check");
    }

    /** Where Freedom Pay says what became of saving a card. */
    public URI card() {
        return URI.create(base + "/callbacks/freedompay/card");
    }

    public URI checkout(String id) {
        return URI.create(base + "/api/v1/checkouts/" + id);
    }
}
