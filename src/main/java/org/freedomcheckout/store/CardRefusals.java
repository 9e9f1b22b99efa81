package org.freedomcheckout.store;

import java.time.Instant;
import java.util.List;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Secret;

/** When payments with one saved card were begun that brought no money, whosever checkouts they were of. */
public final class CardRefusals {

    private final Database database;
    private final CheckoutKey key;

    public CardRefusals(Database database, CheckoutKey key) {
        this.database = database;
        this.key = key;
    }

    /**
     * When those were begun that were refused, or are not decided yet: whoever guesses could otherwise open many first and
     * then try a code in each.
     *
     * @return the latest first
     */
    public List<Instant> since(Secret cardToken, Instant begin, int limit) {
        var sql = """
            SELECT created_at FROM payment
             WHERE card_hash = ? AND created_at > ?
               AND state IN ('refused', 'planned', 'awaiting_cvc', 'withdrawing', 'returned', 'checking')
             ORDER BY created_at DESC
             FETCH FIRST ? ROWS ONLY
            """;
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind(0, key.cardHash(cardToken))
                        .bind(1, Columns.time(begin))
                        .bind(2, limit)
                        .map((row, _) -> Columns.instant(row, "created_at"))
                        .list());
    }
}
