/** What is wanted, as immutable values: a cluster, its network and its nodes. Nothing here talks to AWS. */
@NullMarked
@SdkStyle
package io.github.ekssdk.spec;

import io.github.ekssdk.internal.SdkStyle;
import org.jspecify.annotations.NullMarked;
