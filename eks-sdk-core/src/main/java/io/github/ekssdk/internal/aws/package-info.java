/** The AWS clients as the engine uses them: limited, timed, with errors in our own words. */
@NullMarked
package io.github.ekssdk.internal.aws;

import org.jspecify.annotations.NullMarked;
