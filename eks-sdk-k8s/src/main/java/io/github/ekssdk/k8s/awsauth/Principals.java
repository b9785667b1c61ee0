package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.internal.access.IdentityMapping;
import io.github.ekssdk.internal.access.PrincipalArn;
import java.util.Optional;

/** Finds out which IAM principals the mappings of aws-auth mean. */
final class Principals {

    private final EksManager eks;
    private final String account;

    Principals(EksManager eks) {
        this.eks = eks;
        this.account = eks.accountId();
    }

    /** The mapping with the ARN that the principal has in IAM; nothing if it is a role that is not there. */
    Optional<IdentityMapping> find(IamMapping mapping) {
        return PrincipalArn.parse(mapping.arn())
                .flatMap(principal -> principal.isRole() && isOwn(mapping)
                        ? eks.roleArn(principal.name())
                        : Optional.of(principal.toString()))
                .map(arn -> new IdentityMapping(arn, mapping.username(), mapping.groups()));
    }

    /** Tells whether the principal is of this account, where it can be looked up. */
    boolean isOwn(IamMapping mapping) {
        return PrincipalArn.parse(mapping.arn())
                .filter(principal -> principal.account().equals(account))
                .isPresent();
    }
}
