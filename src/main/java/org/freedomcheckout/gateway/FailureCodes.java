package org.freedomcheckout.gateway;

import java.util.HashMap;
import java.util.Map;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Reason;

/**
 * Freedom Pay's error and failure codes, and what they mean to a shopper.
 *
 * @see <a href="https://customer.freedompay.kz/dev/error?lang=en">Freedom Pay's list</a>
 */
final class FailureCodes {

    private static final Map<String, Reason> REASONS = new HashMap<>();

    static {
        put(Reason.NOT_ENOUGH_MONEY, 10009, 11006, 100091, 100094);
        put(Reason.REFUSED_BY_BANK, 10001, 11009);
        put(Reason.REFUSED_FOR_SECURITY, 10007, 10045, 11024);
        put(Reason.CARD_RESTRICTED, 10010, 10012, 11011, 11027);
        put(Reason.CARD_LIMIT, 10022);
        put(Reason.CARD_BLOCKED, 10037, 10038, 11028, 11036);
        put(Reason.CARD_EXPIRED, 10017, 9901);
        put(Reason.CARD_COUNTRY, 10013, 11055);
        put(Reason.TOO_MANY_CODES, 10003, 10023, 10024, 11050);
        put(Reason.OTHER_CARD_NEEDED, 10019, 10040, 10041, 11003, 11021, 11022, 11023);
        put(Reason.WRONG_CARD_DATA, 10005, 10008, 10032, 700, 11004, 11005, 11013);
        put(Reason.WRONG_PHONE, 701, 711, 10031);
        put(Reason.BANK_CODE_FAILED, 8889, 10004, 10042, 110100, 11002, 11037, 11049, 11053);
        put(Reason.TOO_OFTEN, 10006, 10028, 11010, 11012, 420);
        put(
                Reason.TRY_LATER,
                465,
                466,
                470,
                475,
                600,
                1000,
                9999,
                10000,
                10021,
                10025,
                11000,
                11001,
                11014,
                11051,
                11052,
                12000,
                99999,
                1000669);
        put(Reason.TIME_OVER, 360, 10014, 10018, 11007, 11008);
        put(Reason.CANCELED_BY_SHOPPER, 400);
        put(
                Reason.SHOP_PROBLEM,
                100,
                101,
                110,
                120,
                200,
                340,
                365,
                850,
                1100,
                1202,
                1999,
                2999,
                9403,
                9991,
                9992,
                9993,
                9994,
                9995,
                9996,
                9997,
                9998,
                10016,
                10030,
                10039,
                11015,
                11016,
                11019,
                11020,
                11068);
        put(
                Reason.FINAL,
                350,
                490,
                8888,
                9013,
                10011,
                10015,
                10020,
                10026,
                10029,
                10033,
                10034,
                10035,
                10036,
                11017,
                11018,
                11025,
                11026,
                11054);
    }

    private FailureCodes() {}

    /** A code we do not know means: try later. */
    static Failure failure(String code) {
        var shown = code.length() <= 32 ? code : code.substring(0, 32);
        return new Failure(shown, REASONS.getOrDefault(code, Reason.TRY_LATER));
    }

    private static void put(Reason reason, int... codes) {
        for (var code : codes) {
            REASONS.put(Integer.toString(code), reason);
        }
    }
}
