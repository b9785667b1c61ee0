package io.github.ekssdk.k8s.anycluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs on the fake, and once more on the cluster that {@code EKS_SDK_TEST_KUBECONFIG} names; without that variable the
 * second run is skipped and says so.
 *
 * <p>The method takes an {@link AnyCluster}: an administrator's client and an empty namespace that is deleted afterwards. A real
 * cluster may be no more than an API server, without controllers or nodes, so a test creates itself what it looks at, and removes what
 * does not live in its namespace.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-cluster")
@TestTemplate
@ExtendWith(AnyClusterExtension.class)
public @interface AnyClusterTest {}
