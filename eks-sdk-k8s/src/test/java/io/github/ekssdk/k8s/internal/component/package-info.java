@NullMarked
package io.github.ekssdk.k8s.internal.component;

import org.jspecify.annotations.NullMarked;
