package org.freedomcheckout.flow;

/** Names for an order that Freedom Pay has already seen: {@code A1001-2}, {@code A1001-3} and so on. */
final class OrderIds {

    /** Freedom Pay's limit. */
    private static final int MAX_LENGTH = 50;

    /** More names than payments are never needed. */
    static final int MAX_SUFFIX = 9;

    private OrderIds() {}

    /** The name after {@code used}, which is the merchant's own or one made here. */
    static String next(String merchantsOwn, String used) {
        int suffix = 2;
        for (int n = 2; n <= MAX_SUFFIX; n++) {
            if (used.equals(named(merchantsOwn, n))) {
                suffix = n + 1;
            }
        }
        return named(merchantsOwn, suffix);
    }

    private static String named(String merchantsOwn, int suffix) {
        var end = "-" + suffix;
        var base = merchantsOwn.substring(0, Math.min(merchantsOwn.length(), MAX_LENGTH - end.length()));
        return base + end;
    }
}
