@NullMarked
package io.github.ekssdk.k8s.internal.check;

import org.jspecify.annotations.NullMarked;
