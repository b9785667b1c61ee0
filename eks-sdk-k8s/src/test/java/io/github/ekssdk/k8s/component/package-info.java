@NullMarked
package io.github.ekssdk.k8s.component;

import org.jspecify.annotations.NullMarked;
