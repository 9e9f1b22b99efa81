package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @Test
    void fieldsKeepTheirOrderAndTheirBytes() {
        var form = Form.parseQuery("a=1&b=%D0%A7%D0%B0%D0%B9&a=+x%2B%0D%0A&c&d=");
        assertThat(form.fields().toString()).isEqualTo("[a=1, b=Чай, a= x+\r\n, c=, d=]");
    }

    @Test
    void aFieldThatIsUsedMayStandOnceOnly() {
        var form = Form.parseQuery("a=1&b=2&b=3");
        assertThat(form.only("x", "a")).hasValue("1");
        assertThat(form.only("x")).isEmpty();
        assertThatThrownBy(() -> form.only("b")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%c3%28", "%ff=1", "a=%u0041"})
    void whatIsMalformedIsRefused(String query) {
        assertThatThrownBy(() -> Form.parseQuery(query)).isInstanceOf(Refusal.class);
    }

    @Test
    void twoHundredFieldsAreEnough() {
        assertThat(Form.parseQuery("a&".repeat(200)).fields()).hasSize(200);
        assertThatThrownBy(() -> Form.parseQuery("a&".repeat(201))).isInstanceOf(Refusal.class);
    }
}
