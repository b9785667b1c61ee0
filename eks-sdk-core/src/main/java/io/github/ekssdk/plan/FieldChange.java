package io.github.ekssdk.plan;

import java.util.Optional;

/**
 * A setting that a step changes.
 *
 * @param field the setting's name, in the words of the AWS API
 * @param before the present value, as text; empty when there is none
 * @param after the value it will have, as text, {@code (known after apply)} if another step decides it; empty when it goes
 * @param forcesReplacement whether AWS cannot change this setting in place
 * @since 0.1
 */
public record FieldChange(String field, Optional<String> before, Optional<String> after, boolean forcesReplacement) {}
