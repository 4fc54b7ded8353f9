#pragma once

#include "install/blueprint.hpp"
#include "install/plan.hpp"
#include "install/record.hpp"

namespace frameio::install {

// What an attempt writes into its record. A step is one of `plan_changes` or `plan_removal`.

/// What is created is meant to be: it has no id yet.
void note_intent(record& to, const step& what, const blueprint& wanted);

/// What was meant to be created surely was not. What was known of it before is known again: it may be that it was
/// removed by somebody, and is still wanted.
void forget_intent(record& to, const step& what, const record& before);

/// What was changed is as it was wanted.
void note_change(record& to, const step& what, const blueprint& wanted);

/// What was removed is not there any more.
void note_removal(record& to, const step& what);

/// All is as it was wanted.
void note_end(record& to, const blueprint& wanted);

}  // namespace frameio::install
