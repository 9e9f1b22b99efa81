package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FieldsTest {

    private static Fields fields(String json) {
        return new Fields(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    private static void assertWrong(Fields fields, String... errors) {
        assertThatThrownBy(fields::check)
                .isInstanceOfSatisfying(
                        ApiRefusal.class,
                        refusal -> assertThat(refusal.problem().errors().stream()
                                        .map(error -> error.field() + " " + error.detail()))
                                .containsExactly(errors));
    }

    @Test
    void whatIsRightIsRead() {
        var fields = fields("{'a':'x','b':7,'c':['y','z'],'d':{'e':'w'},'n':null}");
        assertThat(fields.required("a", "x"::equals, "must be x")).isEqualTo("x");
        assertThat(fields.optional("n", _ -> false, "must not be")).isEmpty();
        assertThat(fields.optional("m", _ -> false, "must not be")).isEmpty();
        assertThat(fields.optionalNumber("b", 7, 7)).hasValue(7L);
        assertThat(fields.optionalNumber("n", 0, 1)).isEmpty();
        assertThat(fields.optionalTexts("c", texts -> texts.size() == 2, "must be two"))
                .containsExactly("y", "z");
        assertThat(fields.optionalTexts("n", _ -> false, "must not be")).isEmpty();
        assertThat(fields.object("n")).isEmpty();
        var inner = fields.object("d").orElseThrow();
        assertThat(inner.optional("e", "w"::equals, "must be w")).hasValue("w");
        assertThat(fields.names()).containsExactly("a", "b", "c", "d", "n");
        fields.nothingElse();
        inner.nothingElse();
        fields.check();
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderInWhichTheyWereFound() {
        var fields = fields("{'a':'x','b':8,'c':['y',1],'d':{'e':1},'f':'t','g':[],'z':0,'y':0}");
        assertThat(fields.required("missing", _ -> true, "unused")).isEmpty();
        assertThat(fields.required("a", "y"::equals, "must be y")).isEmpty();
        assertThat(fields.optionalTexts("c", _ -> true, "must be texts")).isEmpty();
        assertThat(fields.optionalTexts("f", _ -> true, "must be a list")).isEmpty();
        assertThat(fields.optionalTexts("g", texts -> !texts.isEmpty(), "must have one"))
                .isEmpty();
        var inner = fields.object("d").orElseThrow();
        assertThat(inner.optional("e", _ -> true, "must be a text")).isEmpty();
        assertThat(fields.object("b")).isEmpty();
        fields.nothingElse();
        assertWrong(
                fields,
                "missing is required",
                "a must be y",
                "c must be texts",
                "f must be a list",
                "g must have one",
                "d.e must be a text",
                "b must be an object",
                "y is not known",
                "z is not known");
    }

    @Test
    void aNumberIsWholeAndInItsRange() {
        for (var number : List.of("4", "8", "5.0", "5e0", "'5'", "99999999999999999999")) {
            var fields = fields("{'n':" + number + "}");
            assertThat(fields.optionalNumber("n", 5, 7)).isEmpty();
            assertWrong(fields, "n must be a whole number from 5 to 7");
        }
        assertThat(fields("{'n':5}").optionalNumber("n", 5, 7)).hasValue(5L);
        assertThat(fields("{'n':7}").optionalNumber("n", 5, 7)).hasValue(7L);
    }

    @Test
    void absentNullAndEmptyAreThreeThings() {
        var fields = fields("{'n':null,'e':[],'l':['x'],'t':''}");
        assertThat(fields.isAbsent("m")).isTrue();
        assertThat(fields.isAbsent("n")).isTrue();
        assertThat(fields.isAbsent("t")).isFalse();
        assertThat(fields.isNull("n")).isTrue();
        assertThat(fields.isNull("m")).isFalse();
        assertThat(fields.isNull("t")).isFalse();
        assertThat(fields.isEmptyList("e")).isTrue();
        assertThat(fields.isEmptyList("l")).isFalse();
        assertThat(fields.isEmptyList("t")).isFalse();
        assertThat(fields.isEmptyList("m")).isFalse();
    }

    @Test
    void aCardNumberInTheNameOfAFieldIsNotRepeated() {
        var fields = fields("{'4111111111111111':1}");
        fields.nothingElse();
        assertThatThrownBy(fields::check)
                .isInstanceOfSatisfying(
                        ApiRefusal.class,
                        refusal -> assertThat(refusal.problem().errors().toString())
                                .doesNotContain("4111111111111111"));
    }
}
