package io.github.ekssdk.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;
import org.immutables.value.Value.Style.BuilderVisibility;
import org.immutables.value.Value.Style.ImplementationVisibility;

/**
 * How values are generated: hidden classes behind our interfaces, accessors that are nouns, defaults as default
 * methods.
 */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
@Value.Style(
        get = "*",
        init = "*",
        typeImmutable = "Immutable*",
        visibility = ImplementationVisibility.PACKAGE,
        builderVisibility = BuilderVisibility.PACKAGE,
        overshadowImplementation = true,
        defaultAsDefault = true,
        depluralize = true,
        depluralizeDictionary = {"policy:policies", "entry:entries"},
        jdkOnly = true,
        redactedMask = "****")
public @interface SdkStyle {}
