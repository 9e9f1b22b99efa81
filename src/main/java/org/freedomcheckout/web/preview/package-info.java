/** Every state of every page with sample data, for those who design pages: nothing is paid, nothing is stored. */
@NullMarked
package org.freedomcheckout.web.preview;

import org.jspecify.annotations.NullMarked;
