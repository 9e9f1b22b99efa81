package org.freedomcheckout.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** Freedom Pay's official test cards: what works with each. Any future expiry and any CVC will do. */
public enum TestCard {
    VISA_PLAIN("4716047261941981", false, "", true, true, true),
    VISA_3DS("4916307416334310", true, "", true, false, false),
    MASTERCARD_3DS("5367654276102126", true, "", false, true, false),
    VISA_NO_CLEARING("4939770956154989", false, "", false, true, false),
    NOT_ENOUGH_MONEY("5335215945367703", false, "10009", false, false, false),
    REFUSED_BY_BANK("4916109830832246", false, "10001", false, false, false),
    SECURITY_REFUSAL("5548398681700148", false, "10007", false, false, false),
    PAYMENT_ERROR("5475102935853613", false, "10000", false, false, false),
    UNIONPAY_1("6224466455690681278", false, "", true, true, true),
    UNIONPAY_2("623275279933273424", false, "", true, true, true),
    UNIONPAY_3("62528733472390953", false, "", true, true, true);

    final String pan;
    final boolean threeDs;
    final String failureCode;
    final boolean clears;
    final boolean cancels;
    final boolean refunds;

    TestCard(String pan, boolean threeDs, String failureCode, boolean clears, boolean cancels, boolean refunds) {
        this.pan = pan;
        this.threeDs = threeDs;
        this.failureCode = failureCode;
        this.clears = clears;
        this.cancels = cancels;
        this.refunds = refunds;
    }

    static Optional<TestCard> of(String pan) {
        return Arrays.stream(values()).filter(card -> card.pan.equals(pan)).findFirst();
    }

    /** The card's number, for forms in a demo. */
    public String pan() {
        return pan;
    }

    /** The first six and last four digits. */
    public String mask() {
        return pan.substring(0, 4) + "-" + pan.substring(4, 6) + "XX-XXXX-" + pan.substring(pan.length() - 4);
    }
}
