package org.freedomcheckout.web.merchant;

import java.util.List;

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
        return new ApiRefusal(new Problem(
                "about:blank",
                "Bad Request",
                400,
                "A header is wrong.",
                List.of(new Problem.FieldError(name, detail))));
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
