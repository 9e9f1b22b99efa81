package org.freedomcheckout.gateway;

import java.net.URI;
import java.util.List;
import org.freedomcheckout.checkout.Secret;

/** The cards that Freedom Pay keeps for the shop's users. No call moves money, so all may be repeated. */
public final class CardStorage {

    private final SignedCalls calls;

    CardStorage(SignedCalls calls) {
        this.calls = calls;
    }

    /**
     * A user's cards that can be used.
     *
     * @param userId at most 50 of {@code [A-Za-z0-9_-]}
     * @throws RefusedException if Freedom Pay refuses to say
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Card token list"</a>
     */
    public List<StoredCard> list(String userId) throws NotSentException, InDoubtException, RefusedException {
        var fields = calls.request().with("pg_user_id", userId).with("pg_extend_data", "1");
        return calls.post(calls.merchantUrl("cardstorage/list"), fields, CardListResponse.class)
                .message()
                .cards();
    }

    /**
     * Removes a card.
     *
     * @throws RefusedException if Freedom Pay refuses, as for a card that is not the user's
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Delete token"</a>
     */
    public void remove(String userId, Secret token) throws NotSentException, InDoubtException, RefusedException {
        var fields = calls.request().with("pg_user_id", userId).with("pg_card_token", token.reveal());
        calls.post(calls.merchantUrl("cardstorage/remove"), fields, CardRemoveResponse.class)
                .message()
                .check();
    }

    /**
     * Begins to save a card: the shopper types it on Freedom Pay's page, which blocks a small sum and releases it.
     *
     * @param backUrl where the browser goes afterwards; this and the next at most 255 characters
     * @param notifyUrl where Freedom Pay says what became of it
     * @return where the shopper goes
     * @see <a href="https://docs.freedompay.kz/">Merchant API, "Tokenize card"</a>
     */
    public URI add(String userId, URI backUrl, URI notifyUrl)
            throws NotSentException, InDoubtException, RefusedException {
        var fields = calls.request()
                .with("pg_user_id", userId)
                .with("pg_back_link", backUrl.toString())
                .with("pg_post_link", notifyUrl.toString());
        return calls.post(calls.merchantUrl("cardstorage/add"), fields, CardAddResponse.class)
                .message()
                .page();
    }
}
