package io.github.ekssdk.testing.internal.service.eks;

import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;

/** One Pod Identity association. */
final class PodIdentityState {
    private final EksTags tags;
    private PodIdentityAssociation association;

    PodIdentityState(PodIdentityAssociation association, EksTags tags) {
        this.association = association;
        this.tags = tags;
    }

    String id() {
        return association.associationId();
    }

    String arn() {
        return association.associationArn();
    }

    EksTags tags() {
        return tags;
    }

    PodIdentityAssociation model() {
        return association;
    }

    boolean isOf(String namespace, String serviceAccount) {
        return association.namespace().equals(namespace)
                && association.serviceAccount().equals(serviceAccount);
    }

    boolean isOwnedBy(String arn) {
        return arn.equals(association.ownerArn());
    }

    void change(Consumer<PodIdentityAssociation.Builder> change) {
        association = association.copy(change);
    }

    PodIdentityAssociation describe() {
        return association.copy(b -> b.tags(tags.asMap()));
    }

    PodIdentityAssociationSummary summary() {
        return PodIdentityAssociationSummary.builder()
                .clusterName(association.clusterName())
                .namespace(association.namespace())
                .serviceAccount(association.serviceAccount())
                .associationArn(association.associationArn())
                .associationId(association.associationId())
                .ownerArn(association.ownerArn())
                .build();
    }
}
