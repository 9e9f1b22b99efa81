package org.freedomcheckout.checkout;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A checkout's name in the merchant API: {@code co_} and 22 letters and digits. It opens no page. */
public record CheckoutId(String value) {

    private static final Pattern SHAPE = Pattern.compile("co_[0-9A-Za-z]{22}");

    public CheckoutId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a checkout id");
        }
    }

    /** A new one; it lies beside those of the same time in an index. */
    public static CheckoutId at(Instant created) {
        return new CheckoutId("co_" + RandomText.base62(created, 22));
    }

    public static Optional<CheckoutId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new CheckoutId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
