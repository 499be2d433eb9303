### Answers of the API to wrong requests.

problem-no-such = there is no { $thing }
problem-expected = { $name }: expected { $expected }
problem-not-found = There is no such thing
problem-gone = It existed and has ended
problem-bad-parameter = A parameter cannot be read
problem-refused = The input was refused
problem-forbidden = You may not do this
problem-conflict = Something else changed meanwhile
problem-too-large = The input is too large
problem-method-not-allowed = This address does not take this method
problem-address-too-long = The address is too long
problem-busy = The service is busy, ask again a little later
problem-too-many-requests = Too many requests
problem-timed-out = The answer took too long
problem-unreadable = The request cannot be read
problem-internal = Something broke here

# --- what existed and ended -------------------------------------------------------------------------------------------
problem-gone-point-closed = point { $point } closed on { $date }; as it was: { $address }
problem-gone-point-ended = point { $point } ended on { $date }; as it was: { $address }
problem-gone-service = service { $service } was withdrawn on { $date }

problem-token = A token is needed
problem-token-missing = no token was sent: Authorization: Bearer TOKEN
problem-token-unknown = the token is unknown, ended or expired, or its role is gone
problem-version-needed = The version is needed
problem-version-needed-detail = If-Match: the version this was made from
problem-version-other = The version is another one
problem-version-other-detail = it is another version by now: read it again
