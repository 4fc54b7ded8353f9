#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The files that the tests of this room read.
namespace files {

/// The octets of a file, by its path below this folder.
std::string read(const std::filesystem::path& name);

/// The documented sample of that name, minified as Frame.io sends it.
std::string sample(const std::string& name);

/// The files of JSONTestSuite that start with `prefix`, in order.
std::vector<std::filesystem::path> suite(std::string_view prefix);

/// JSON without the white space between its tokens.
std::string minified(std::string_view json);

}  // namespace files
