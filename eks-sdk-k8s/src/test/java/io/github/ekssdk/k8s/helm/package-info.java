@NullMarked
package io.github.ekssdk.k8s.helm;

import org.jspecify.annotations.NullMarked;
