-- Asks for the listed paths in turn, each with its cookie, and stops after so many answers.
local paths, cookies = {}, {}
local sent, answered, most = 0, 0, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, cookie = line:match("^(.-)\t(.*)$")
    paths[#paths + 1] = path
    cookies[#cookies + 1] = cookie
  end
  most = tonumber(arguments[2])
end

function request()
  local at = sent % #paths + 1
  sent = sent + 1
  local headers = { ["Accept-Encoding"] = "gzip" }
  if cookies[at] ~= "" then headers["Cookie"] = cookies[at] end
  return wrk.format("GET", paths[at], headers)
end

function response()
  answered = answered + 1
  if answered >= most then wrk.thread:stop() end
end
