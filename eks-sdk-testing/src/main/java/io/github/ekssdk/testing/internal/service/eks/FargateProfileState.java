package io.github.ekssdk.testing.internal.service.eks;

import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileIssue;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;

/** One Fargate profile. */
final class FargateProfileState {
    private final EksTags tags;
    private FargateProfile profile;

    FargateProfileState(FargateProfile profile, EksTags tags) {
        this.profile = profile;
        this.tags = tags;
    }

    String name() {
        return profile.fargateProfileName();
    }

    FargateProfile model() {
        return profile;
    }

    FargateProfile describe() {
        return profile.copy(b -> b.tags(tags.asMap()));
    }

    void status(FargateProfileStatus status) {
        profile = profile.copy(b -> b.status(status));
    }

    void fail(FargateProfileStatus status, FargateProfileIssue issue) {
        profile = profile.copy(b -> b.status(status).health(health -> health.issues(issue)));
    }

    FargateProfileStatus status() {
        return profile.status();
    }

    /** Whether the profile is coming or going. */
    boolean isChanging() {
        return status() == FargateProfileStatus.CREATING || status() == FargateProfileStatus.DELETING;
    }

    String podExecutionRole() {
        return profile.podExecutionRoleArn();
    }

    EksTags tags() {
        return tags;
    }
}
