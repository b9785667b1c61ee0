/** Kubeconfig files and bearer tokens. */
@NullMarked
package io.github.ekssdk.kubeconfig;

import org.jspecify.annotations.NullMarked;
