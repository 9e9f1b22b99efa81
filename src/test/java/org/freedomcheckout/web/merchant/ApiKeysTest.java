package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.web.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final String FIRST = "first-".repeat(6);
    private static final String SECOND = "second-".repeat(6);

    private final ApiKeys keys = new ApiKeys(() -> List.of(new Secret(FIRST), new Secret(SECOND)));

    private static Exchange saying(String authorization) {
        return Exchange.get("/api/v1/checkouts").with("Authorization", authorization);
    }

    @Test
    void whileTheyAreChangedBothAreAdmittedAndTheFirstIsOurOwn() {
        assertThat(keys.of(saying("Bearer " + FIRST).request())).hasValue(new Secret(FIRST));
        assertThat(keys.of(saying("bearer  " + SECOND + " ").request())).hasValue(new Secret(SECOND));
        assertThat(keys.admit(saying("BEARER " + SECOND).request())).isTrue();
        assertThat(keys.current()).isEqualTo(new Secret(FIRST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer first-first-first-first-first-firs",
                "Basic first-first-first-first-first-first-"
            })
    void nobodyElseIs(String authorization) {
        assertThat(keys.admit(saying(authorization).request())).isFalse();
    }

    @Test
    void norWhoSaysNothing() {
        assertThat(keys.admit(Exchange.get("/api/v1/checkouts").request())).isFalse();
    }

    @Test
    void eachIsLongEnough() {
        assertThat(ApiKeys.checked(List.of("k".repeat(32)))).containsExactly(new Secret("k".repeat(32)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKeys.checked(List.of("k".repeat(32), "k".repeat(31))))
                .withMessage("must be keys of at least 32 characters");
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKeys.checked(List.of()));
    }
}
