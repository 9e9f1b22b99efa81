package org.freedomcheckout.web.merchant;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * RFC 9457 problem details.
 *
 * @param type where the problem is described
 * @param errors the fields that are wrong, for bad input
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    /** One wrong field. */
    record FieldError(String field, String detail) {}
}
