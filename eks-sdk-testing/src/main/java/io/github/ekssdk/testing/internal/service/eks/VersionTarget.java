package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.UpdateParam;

/**
 * What a version update of a node group leads to.
 *
 * @param template another version of the caller's launch template, if that is asked for
 * @param force whether pods that cannot be evicted are deleted
 */
record VersionTarget(
        String version,
        String release,
        Optional<LaunchTemplateFacts> template,
        boolean force,
        List<UpdateParam> params) {}
