package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedomcheckout.checkout.Method.CardPage;
import org.freedomcheckout.checkout.Method.SavedCard;
import org.freedomcheckout.checkout.Method.ThreeDs;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TermsTest {

    private static final SavedCard CARD = new SavedCard(Optional.empty(), "user-1", Optional.empty());

    static Stream<List<Method>> choices() {
        return Stream.of(
                List.of(CARD),
                List.of(new CardPage()),
                List.of(new ThreeDs()),
                List.of(CARD, new CardPage()),
                List.of(new CardPage(), CARD));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void methodsStandInTheOrderInWhichTheyAreOffered(List<Method> methods) {
        assertThat(terms(methods).methods()).isEqualTo(methods);
    }

    static Stream<List<Method>> mixtures() {
        return Stream.of(
                List.of(new ThreeDs(), new CardPage()),
                List.of(CARD, new ThreeDs()),
                List.of(CARD, new CardPage(), CARD));
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void threeDsStandsAloneAndNothingTwice(List<Method> methods) {
        assertThatIllegalArgumentException().isThrownBy(() -> terms(methods));
    }

    private static Terms terms(List<Method> methods) {
        return Samples.terms(CaptureMode.AUTOMATIC, methods.toArray(Method[]::new));
    }
}
