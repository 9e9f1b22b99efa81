package org.freedomcheckout.web.merchant;

import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.CardNumbers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** A request of a merchant's that cannot be served, with the reason. */
final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ApiRefusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    static ApiRefusal of(int status, String title, String detail) {
        return new ApiRefusal(new Problem("about:blank", title, status, detail, List.of()));
    }

    static ApiRefusal field(String name, String detail) {
        return fields(List.of(new Problem.FieldError(name, detail)));
    }

    /** A header that cannot be read in one way only. */
    static ApiRefusal header(String name, String detail) {
        return badRequest("A header is wrong.", List.of(new Problem.FieldError(name, detail)));
    }

    /** A body that is no JSON; names the field at which reading it ended. */
    static ApiRefusal unreadable(JacksonException e) {
        // The message quotes the body; what follows names classes and settings of the library.
        var what = CardNumbers.scrub(e.getOriginalMessage().split(" \\(|:", 2)[0]);
        var errors = fieldAt(e).map(field -> new Problem.FieldError(field, what)).stream()
                .toList();
        return badRequest("The body is no JSON: " + what + ".", errors);
    }

    private static Optional<String> fieldAt(JacksonException e) {
        return e.processor() instanceof JsonParser parser
                ? Optional.of(parser.streamReadContext().pathAsPointer().toString())
                        .filter(path -> !path.isEmpty())
                        .map(path -> path.substring(1).replace('/', '.'))
                : Optional.empty();
    }

    private static ApiRefusal badRequest(String detail, List<Problem.FieldError> errors) {
        return new ApiRefusal(new Problem("about:blank", "Bad Request", 400, detail, errors));
    }

    static ApiRefusal fields(List<Problem.FieldError> errors) {
        return new ApiRefusal(new Problem(
                "about:blank",
                "Unprocessable Content",
                422,
                errors.size() == 1 ? "A field is wrong." : errors.size() + " fields are wrong.",
                errors));
    }

    Problem problem() {
        return problem;
    }
}
