/** What servlets of every caller share: routes, headers, pages, forms. One servlet for each address is in the packages below. */
@NullMarked
package org.freedomcheckout.web;

import org.jspecify.annotations.NullMarked;
