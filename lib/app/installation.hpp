#pragma once

#include <frameio/install.hpp>

#include <map>
#include <string>
#include <vector>

namespace frameio {

/// What handlers read of an installation: for each field what its admin has said, or else the field's default.
installation::settings settings_of(const std::vector<config_field>& fields,
                                   const std::map<std::string, std::string>& said);

/// What is wrong with how an app is to be installed, a sentence each.
std::vector<std::string> problems_of(const install_options& what);

}  // namespace frameio
