package org.freedomcheckout.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.freedomcheckout.checkout.Advice;
import org.freedomcheckout.checkout.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCodesTest {

    @ParameterizedTest
    @CsvSource({
        "101, NONE",
        "120, NONE",
        "360, NEW_PAYMENT",
        "400, NEW_PAYMENT",
        "420, LATER",
        "465, LATER",
        "600, LATER",
        "700, SAME_CARD",
        "711, SAME_CARD",
        "850, NONE",
        "1000, LATER",
        "1100, NONE",
        "8889, SAME_CARD",
        "9013, NONE",
        "9403, NONE",
        "9991, NONE",
        "9998, NONE",
        "9999, LATER",
        "10000, LATER",
        "10001, OTHER_CARD",
        "10003, OTHER_CARD",
        "10004, SAME_CARD",
        "10005, SAME_CARD",
        "10006, LATER",
        "10007, OTHER_CARD",
        "10008, SAME_CARD",
        "10009, OTHER_CARD",
        "10010, OTHER_CARD",
        "10012, OTHER_CARD",
        "10013, OTHER_CARD",
        "10014, NEW_PAYMENT",
        "10015, NONE",
        "10016, NONE",
        "10017, OTHER_CARD",
        "10018, NEW_PAYMENT",
        "10019, OTHER_CARD",
        "10020, NONE",
        "10021, LATER",
        "10022, OTHER_CARD",
        "10023, OTHER_CARD",
        "10025, LATER",
        "10028, LATER",
        "10030, NONE",
        "10031, SAME_CARD",
        "10032, SAME_CARD",
        "10037, OTHER_CARD",
        "10038, OTHER_CARD",
        "10039, NONE",
        "10040, OTHER_CARD",
        "10041, OTHER_CARD",
        "10045, OTHER_CARD",
        "11000, LATER",
        "11001, LATER",
        "11002, SAME_CARD",
        "11007, NEW_PAYMENT",
        "11008, NEW_PAYMENT",
        "11009, OTHER_CARD",
        "11010, LATER",
        "11013, SAME_CARD",
        "11014, LATER",
        "11024, OTHER_CARD",
        "11027, OTHER_CARD",
        "11028, OTHER_CARD",
        "11036, OTHER_CARD",
        "11037, SAME_CARD",
        "11049, SAME_CARD",
        "11050, OTHER_CARD",
        "11051, LATER",
        "11053, SAME_CARD",
        "11054, NONE",
        "11055, OTHER_CARD",
        "11068, NONE",
        "9901, OTHER_CARD",
        "10042, SAME_CARD",
        "110100, SAME_CARD",
        "100091, OTHER_CARD",
        "100094, OTHER_CARD",
        "12000, LATER",
        "99999, LATER",
        "1000669, LATER",
        "unheard-of, LATER"
    })
    void eachCodeHasItsAdvice(String code, Advice advice) {
        assertThat(FailureCodes.failure(code).reason().advice()).isEqualTo(advice);
    }

    @ParameterizedTest
    @CsvSource({"10009, NOT_ENOUGH_MONEY", "10017, CARD_EXPIRED", "10004, BANK_CODE_FAILED", "1100, SHOP_PROBLEM"})
    void theCommonOnesHaveWordsOfTheirOwn(String code, Reason reason) {
        assertThat(FailureCodes.failure(code).reason()).isEqualTo(reason);
    }
}
