package org.freedomcheckout.web.merchant;

import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.RefusedException;

/** Tells merchants how a call about saved cards went. */
final class CardCalls {

    private CardCalls() {}

    /** A call that moves no money. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws NotSentException, InDoubtException, RefusedException;
    }

    /**
     * Makes the call.
     *
     * @throws ApiRefusal 409 if Freedom Pay refuses, 503 if it gives no answer to be trusted
     */
    static <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (RefusedException e) {
            throw ApiRefusal.of(409, "Conflict", "Freedom Pay refused with error " + e.code() + ".");
        } catch (NotSentException | InDoubtException e) {
            throw ApiRefusal.of(
                    503, "Service Unavailable", "Freedom Pay gave no answer to be trusted; try again later.");
        }
    }
}
