package org.freedomcheckout.sandbox;

/** Cards that Freedom Pay already keeps, each with an outcome of its own; they belong to whoever asks. */
public enum SavedCard {
    PAID("ef741cfc-f85e-41a0-84e6-2ba964912182", "4716-04XX-XXXX-1981", "success", ""),
    PAID_AFTER_3DS("0b7cc0de-3d50-4a11-9a00-000000000001", "4916-30XX-XXXX-4310", "three_ds", ""),
    NOT_ENOUGH_MONEY("0b7cc0de-0009-4a11-9a00-000000010009", "5335-21XX-XXXX-7703", "decline", "10009"),
    REFUSED_BY_BANK("0b7cc0de-0001-4a11-9a00-000000010001", "4916-10XX-XXXX-2246", "decline", "10001"),
    WRONG_CARD_DATA("0b7cc0de-0008-4a11-9a00-000000010008", "5475-10XX-XXXX-3613", "decline", "10008"),
    EXPIRED("0b7cc0de-0017-4a11-9a00-000000010017", "5367-65XX-XXXX-2126", "decline", "10017"),
    SECURITY_REFUSAL("0b7cc0de-0007-4a11-9a00-000000010007", "5548-39XX-XXXX-0148", "decline", "10007"),
    PENDING_THEN_PAID("0b7cc0de-aaaa-4a11-9a00-000000000002", "6224-46XX-XXXX-1278", "pending", ""),
    PENDING_THEN_REFUSED("0b7cc0de-bbbb-4a11-9a00-000000000003", "6232-75XX-XXXX-3424", "pending", "10001"),
    SYSTEM_ERROR("0b7cc0de-9999-4a11-9a00-000000009999", "6252-87XX-XXXX-0953", "decline", "9999");

    final String token;
    final String mask;
    final String outcome;
    final String code;

    SavedCard(String token, String mask, String outcome, String code) {
        this.token = token;
        this.mask = mask;
        this.outcome = outcome;
        this.code = code;
    }

    /** The card's {@code pg_card_token}. */
    public String token() {
        return token;
    }

    /** What may be shown of its number. */
    public String mask() {
        return mask;
    }
}
